throw new Error('the fixture fails at the start')
