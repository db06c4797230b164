// Pictures as they are kept: Base64 of a PNG or JPEG file.

/** As many characters of Base64 as the rules in Rust take for a picture of letters. */
const MOST_CHARACTERS = 262_144;
/** The longer side of a picture that is too large, in dots, the first that fits being taken. */
const SIDES = [1600, 1200, 800, 500];

/** The picture of Base64 text, for showing: the page's policy takes no `data:`. Revoke its address when done. */
export function blobOf(picture: string): Blob {
  const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type: picture.startsWith("/9j/") ? "image/jpeg" : "image/png" });
}

/** The file as Base64: as it is where it is small enough, else shrunk. What is no picture is handed on as it is, to be refused. */
export async function pictureOf(file: File): Promise<string> {
  const whole = await read(file);
  return whole.length <= MOST_CHARACTERS ? whole : ((await shrunk(file)) ?? whole);
}

function read(file: File): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    // A file that cannot be read is no picture.
    reader.onerror = () => {
      resolve("");
    };
    reader.onload = () => {
      resolve(typeof reader.result === "string" ? (reader.result.split(",")[1] ?? "") : "");
    };
    reader.readAsDataURL(file);
  });
}

async function shrunk(file: File): Promise<string | null> {
  try {
    const image = await createImageBitmap(file);
    const smaller = SIDES.map((side) => () => drawn(image, side, file.type));
    return smaller.reduce<string | null>((found, draw) => {
      if (found !== null) return found;
      const text = draw();
      return text.length <= MOST_CHARACTERS ? text : null;
    }, null);
  } catch {
    return null;
  }
}

function drawn(image: ImageBitmap, side: number, type: string): string {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL(type === "image/jpeg" ? type : "image/png", 0.85).split(",")[1] ?? "";
}
