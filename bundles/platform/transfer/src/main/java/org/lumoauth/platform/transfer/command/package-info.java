/** Console commands of export and import. */
package org.lumoauth.platform.transfer.command;
