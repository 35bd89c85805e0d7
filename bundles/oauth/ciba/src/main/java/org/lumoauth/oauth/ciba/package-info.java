/**
 * OpenID Connect Client-Initiated Backchannel Authentication: a client asks, a person answers on
 * another device, and the client fetches its tokens (poll), is told that they are there (ping) or
 * is given them (push).
 */
package org.lumoauth.oauth.ciba;
