/** Console commands of the audit log. */
package org.lumoauth.platform.audit.command;
