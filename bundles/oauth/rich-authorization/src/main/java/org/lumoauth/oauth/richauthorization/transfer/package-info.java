/** Declared types in the export of a tenant. */
package org.lumoauth.oauth.richauthorization.transfer;
