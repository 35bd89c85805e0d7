/** The scopes of a tenant's clients, with descriptions for users. */
package org.lumoauth.oauth.clients.scope;
