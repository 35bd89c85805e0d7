/** Clients as a part of the document of a tenant. */
package org.lumoauth.oauth.clients.transfer;
