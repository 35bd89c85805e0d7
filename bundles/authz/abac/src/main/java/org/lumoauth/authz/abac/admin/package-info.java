/** Administration of attributes and policies: validation, audit records and policy tests. */
package org.lumoauth.authz.abac.admin;
