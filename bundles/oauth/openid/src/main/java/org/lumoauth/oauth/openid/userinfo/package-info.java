/** The userinfo endpoint. */
package org.lumoauth.oauth.openid.userinfo;
