/** Exports, compares and imports a tenant as one JSON document. */
package org.lumoauth.platform.transfer;
