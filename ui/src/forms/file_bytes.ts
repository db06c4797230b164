// The bytes of a file on their way in and out: as Base64 to the practice, as a blob to the page.

/** The bytes of a file in Base64. Rejects when it cannot be read. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      // "data:image/png;base64,iVBORw0…": a file without a byte has no comma.
      resolve(String(reader.result).split(",")[1] ?? "");
    };
    reader.onerror = () => {
      reject(new Error("unreadable"));
    };
    reader.readAsDataURL(file);
  });
}

/** Base64 text for showing: the page's policy takes no `data:`. Revoke its address when done. */
export function blobOf(base64: string, type: string): Blob {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Blob([bytes], { type });
}
