/** Determines which claims about a subject a client may receive. */
package org.lumoauth.oauth.openid.claims;
