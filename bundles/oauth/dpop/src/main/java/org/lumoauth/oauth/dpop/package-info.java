/** Binds tokens to the keys of clients (DPoP). */
package org.lumoauth.oauth.dpop;
