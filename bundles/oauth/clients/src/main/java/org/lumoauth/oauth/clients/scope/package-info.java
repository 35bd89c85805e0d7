/** The scopes that a tenant gives its clients, in words that people understand. */
package org.lumoauth.oauth.clients.scope;
