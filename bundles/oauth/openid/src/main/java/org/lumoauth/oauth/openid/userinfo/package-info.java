/** The UserInfo endpoint. */
@NullMarked
package org.lumoauth.oauth.openid.userinfo;

import org.jspecify.annotations.NullMarked;
