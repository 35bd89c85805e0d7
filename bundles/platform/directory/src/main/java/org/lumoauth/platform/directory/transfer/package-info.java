/** Groups and users as sections of the tenant export. */
package org.lumoauth.platform.directory.transfer;
