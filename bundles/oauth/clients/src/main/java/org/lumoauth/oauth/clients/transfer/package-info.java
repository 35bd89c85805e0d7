/** Clients in the tenant export document. */
package org.lumoauth.oauth.clients.transfer;
