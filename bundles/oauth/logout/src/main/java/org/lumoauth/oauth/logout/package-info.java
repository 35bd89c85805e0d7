/** RP-initiated, front-channel and back-channel logout. */
package org.lumoauth.oauth.logout;
