/** The pages for signing out (OpenID Connect RP-Initiated and Front-Channel Logout). */
package org.lumoauth.oauth.logout.page;
