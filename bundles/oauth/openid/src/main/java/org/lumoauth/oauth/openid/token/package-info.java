/** Issues ID tokens and other JWTs for clients. */
package org.lumoauth.oauth.openid.token;
