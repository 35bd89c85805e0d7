/** ID tokens, userinfo and claims. */
package org.lumoauth.oauth.openid;
