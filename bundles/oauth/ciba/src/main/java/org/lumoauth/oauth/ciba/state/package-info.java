/** What was asked, and what became of it. */
package org.lumoauth.oauth.ciba.state;
