// A scanned form as an image small enough to be kept in the record: shrunk until it fits, in Base64.

/** As many characters of Base64 as the rules in Rust take. */
const MOST_CHARACTERS = 700_000;
/** The longer side of the image, in dots, the first that fits being taken. */
const SIDES = [2200, 1700, 1300, 1000];
const QUALITY = 0.7;

/** The image of a file as Base64, or null when it cannot be read as one. */
export async function scanOf(file: File): Promise<string | null> {
  try {
    const image = await createImageBitmap(file);
    for (const side of SIDES) {
      const text = shrunk(image, side);
      if (text.length <= MOST_CHARACTERS) return text;
    }
    return null;
  } catch {
    return null;
  }
}

function shrunk(image: ImageBitmap, side: number): string {
  const scale = Math.min(1, side / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const context = canvas.getContext("2d");
  // Paper is white also where the scan is see-through.
  if (context) {
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  return canvas.toDataURL("image/jpeg", QUALITY).split(",")[1] ?? "";
}
