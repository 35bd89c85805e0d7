/** What clients may know about whom. */
package org.lumoauth.oauth.openid.claims;
