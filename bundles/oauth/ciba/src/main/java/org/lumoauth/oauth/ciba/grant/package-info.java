/** How a client gets its tokens. */
package org.lumoauth.oauth.ciba.grant;
