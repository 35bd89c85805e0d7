/** The operator's commands on the Karaf console. */
package org.lumoauth.platform.shell;
