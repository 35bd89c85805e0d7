/** The admin API of grants, which the API reference calls tokens. */
@NullMarked
package org.lumoauth.oauth.grants.rest;

import org.jspecify.annotations.NullMarked;
