//! How commands and long jobs are declared: one row each, from which the door and the TypeScript follow.

/// Declares the commands: name, argument, answer, the workflow that runs it, and the right it needs.
macro_rules! commands {
    ($($name:ident($take:ty) -> $give:ty = $run:path, $right:ident;)*) => {
        /// Every command, with the right that it needs at least. The workflow itself may need more.
        pub const COMMANDS: &[(&str, Right)] = &[$((stringify!($name), Right::$right)),*];

        impl Filiform {
            /// Runs the command `name` on the JSON `args`, and answers in JSON.
            ///
            /// # Errors
            /// A [`Refusal`]: a code for the window, words for the person, faults at their fields.
            pub fn answer(&self, name: &str, args: Value) -> Result<Value, Refusal> {
                if !UNDER_COVER.contains(&name) && self.is_covered() {
                    return Err(Error::Covered.into());
                }
                match name {
                    $(stringify!($name) => run::<$take, $give>(self, Right::$right, args, $run),)*
                    _ => Err(Refusal::from(Error::UnknownCommand)),
                }
            }
        }

        /// Writes the TypeScript of every type into the folder of `config`, and answers with the text of
        /// the table of commands that belongs beside them.
        ///
        /// # Errors
        /// When a file cannot be written.
        pub fn write_types(config: &ts_rs::Config) -> Result<String, ts_rs::ExportError> {
            let (mut imports, mut table) = (std::collections::BTreeSet::new(), String::new());
            $(
                <$take as TS>::export_all(config)?;
                <$give as TS>::export_all(config)?;
                let (take, give) = (<$take as TS>::name(config), <$give as TS>::name(config));
                table.push_str(&format!("  {}: {{ args: {take}; reply: {give} }};\n", stringify!($name)));
                imports.extend([take, give]);
            )*
            Refusal::export_all(config)?;
            let jobs = write_jobs(config, &mut imports)?;
            Ok(commands_file(&imports, &table, &jobs))
        }
    };
}

/// Declares the long jobs: as commands with their rights, but they tell how far they are and can be stopped.
macro_rules! jobs {
    ($($name:ident($take:ty) -> $give:ty = $run:path, $right:ident;)*) => {
        /// Every long job, with the right that it needs at least.
        pub const JOBS: &[(&str, Right)] = &[$((stringify!($name), Right::$right)),*];

        impl Filiform {
            /// Runs the long job `name` on the JSON `args` under a number that [`cancel_job`](Self::cancel_job)
            /// takes. `hear` is told how far it is.
            ///
            /// # Errors
            /// As [`answer`](Self::answer); code `interrupted` when it was stopped or the practice locked.
            pub fn run_job(&self, name: &str, args: Value, number: u32, hear: Hear<'_>) -> Result<Value, Refusal> {
                if self.is_covered() {
                    return Err(Error::Covered.into());
                }
                self.with_job(number, hear, |job| match name {
                    $(stringify!($name) => run::<$take, $give>(self, Right::$right, args, |filiform, typed| $run(filiform, typed, job)),)*
                    _ => Err(Refusal::from(Error::UnknownCommand)),
                })
            }
        }

        fn write_jobs(config: &ts_rs::Config, imports: &mut std::collections::BTreeSet<String>) -> Result<String, ts_rs::ExportError> {
            let mut table = String::new();
            $(
                <$take as TS>::export_all(config)?;
                <$give as TS>::export_all(config)?;
                let (take, give) = (<$take as TS>::name(config), <$give as TS>::name(config));
                table.push_str(&format!("  {}: {{ args: {take}; reply: {give} }};\n", stringify!($name)));
                imports.extend([take, give]);
            )*
            Progress::export_all(config)?;
            Ok(table)
        }
    };
}
