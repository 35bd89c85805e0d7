/** Declared types as part of the document that a tenant is exported to. */
package org.lumoauth.oauth.richauthorization.transfer;
