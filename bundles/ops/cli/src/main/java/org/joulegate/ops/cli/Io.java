package org.joulegate.ops.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command reads from and writes to.
 *
 * @param in standard input
 * @param out results
 * @param err what went wrong, one sentence a line
 */
record Io(InputStream in, PrintStream out, PrintStream err) {}
