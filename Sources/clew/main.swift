import ClewShell
import Glibc

exit(await ClewCommand.status(of: Array(CommandLine.arguments.dropFirst())))
