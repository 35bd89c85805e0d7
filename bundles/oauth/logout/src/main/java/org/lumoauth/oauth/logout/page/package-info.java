/** The pages for signing out (OpenID Connect RP-Initiated and Front-Channel Logout). */
@NullMarked
package org.lumoauth.oauth.logout.page;

import org.jspecify.annotations.NullMarked;
