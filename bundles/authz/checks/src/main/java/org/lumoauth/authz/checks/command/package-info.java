/** Console commands to check and explain decisions. */
package org.lumoauth.authz.checks.command;
