/** What of a tenant's relations is in the document that it is exported to and imported from. */
package org.lumoauth.authz.rebac.transfer;
