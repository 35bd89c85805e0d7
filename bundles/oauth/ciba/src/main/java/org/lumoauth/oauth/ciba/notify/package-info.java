/** Notifications to users and clients. */
package org.lumoauth.oauth.ciba.notify;
