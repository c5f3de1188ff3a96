/**
 * The plain jar behind the command: what needs codecs and files, and no framework.
 *
 * <p>{@link org.joulegate.ops.cli.Main} finds the command by its first word in one table.
 * Everything here is made to start fast: no lambdas on the way to an answer, no library for JSON.
 */
@NullMarked
package org.joulegate.ops.cli;

import org.jspecify.annotations.NullMarked;
