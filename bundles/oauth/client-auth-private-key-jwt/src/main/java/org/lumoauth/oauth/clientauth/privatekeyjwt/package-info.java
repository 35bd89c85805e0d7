/** Client authentication with private_key_jwt. */
package org.lumoauth.oauth.clientauth.privatekeyjwt;
