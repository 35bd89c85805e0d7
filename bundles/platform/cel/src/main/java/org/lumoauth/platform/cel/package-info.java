/**
 * The Common Expression Language: compiles and evaluates the expressions of policies and
 * relationship models. The limits on source text, nesting, iterations and cost bound the time of an
 * evaluation for any expression and input.
 */
package org.lumoauth.platform.cel;
