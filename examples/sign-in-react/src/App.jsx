import { useAuth } from 'react-oidc-context'

export function App() {
  const auth = useAuth()
  return (
    <>
      <h1>React app</h1>
      <Account auth={auth} />
    </>
  )
}

function Account({ auth }) {
  if (auth.isLoading) return <p>Loading…</p>
  if (!auth.isAuthenticated) {
    return (
      <>
        {auth.error && <p role="alert">{auth.error.message}</p>}
        <button onClick={() => auth.signinRedirect()}>Sign in</button>
      </>
    )
  }
  const { name, email } = auth.user.profile
  return (
    <>
      <p>
        Signed in as {name} ({email})
      </p>
      <button onClick={() => auth.signoutRedirect()}>Sign out</button>
    </>
  )
}
