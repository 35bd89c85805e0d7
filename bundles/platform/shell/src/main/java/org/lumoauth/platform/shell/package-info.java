/**
 * The operator's commands on the Karaf console, in the scope {@code lumoauth}. A command looks up
 * its service when it runs: the console rejects all commands of a bundle while a declared reference
 * of one of them is missing, and {@code module-list} is needed most when a module is missing.
 */
package org.lumoauth.platform.shell;
