/**
 * The operator's commands on the Karaf console, in the scope {@code lumoauth}. A command looks its
 * contract up when it runs: the console refuses all commands of a bundle while one declared
 * reference of one of them is missing, and {@code module-list} is wanted most when something is.
 */
package org.lumoauth.platform.shell;
