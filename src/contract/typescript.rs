//! The table of commands as TypeScript.

/// The file that declares every command and every job, with the types that they name.
pub(super) fn commands_file(
    names: &std::collections::BTreeSet<String>,
    table: &str,
    jobs: &str,
) -> String {
    let import = |name: &String| format!("import type {{ {name} }} from \"./{name}\";");
    let imports: Vec<String> = names.iter().map(import).collect();
    format!(
        "// Generated from src/contract by `cargo xtask bindings`. Do not edit.\n{}\n\nexport interface Commands {{\n{table}}}\n\nexport interface Jobs {{\n{jobs}}}\n",
        imports.join("\n")
    )
}
