/** The CIBA grant, with which a client gets its tokens. */
package org.lumoauth.oauth.ciba.grant;
