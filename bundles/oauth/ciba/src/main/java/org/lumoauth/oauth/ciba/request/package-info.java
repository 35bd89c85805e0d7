/** Reads and validates backchannel authentication requests. */
package org.lumoauth.oauth.ciba.request;
