/** Console commands for export and import. */
package org.lumoauth.platform.transfer.command;
