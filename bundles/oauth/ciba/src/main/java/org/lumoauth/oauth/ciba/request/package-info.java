/** What a client may ask for, and of whom. */
package org.lumoauth.oauth.ciba.request;
