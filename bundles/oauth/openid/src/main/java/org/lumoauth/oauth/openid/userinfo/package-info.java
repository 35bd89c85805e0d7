/** The UserInfo endpoint. */
package org.lumoauth.oauth.openid.userinfo;
