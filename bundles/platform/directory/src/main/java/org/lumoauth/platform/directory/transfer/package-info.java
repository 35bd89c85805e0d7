/** Groups and users as parts of the document of a tenant. */
package org.lumoauth.platform.directory.transfer;
