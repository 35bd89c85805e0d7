/** Where the browser comes to sign out (OpenID Connect RP-Initiated and Front-Channel Logout). */
package org.lumoauth.oauth.logout.page;
