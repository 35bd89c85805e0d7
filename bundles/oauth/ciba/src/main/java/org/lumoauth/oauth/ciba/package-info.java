/** Client-initiated backchannel authentication. */
package org.lumoauth.oauth.ciba;
