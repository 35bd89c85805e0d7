/** Client metadata (RFC 7591 section 2): its members and their validation. */
package org.lumoauth.oauth.clients.metadata;
