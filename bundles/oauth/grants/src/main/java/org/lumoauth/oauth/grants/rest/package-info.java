/** The admin API of grants, which the API reference calls tokens. */
package org.lumoauth.oauth.grants.rest;
