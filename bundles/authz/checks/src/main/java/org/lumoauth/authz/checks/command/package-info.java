/** Commands of the console: check and explain what somebody may do. */
package org.lumoauth.authz.checks.command;
