/** Messages to people and to clients. */
package org.lumoauth.oauth.ciba.notify;
